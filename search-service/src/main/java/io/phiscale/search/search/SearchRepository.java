package io.phiscale.search.search;

import java.util.Collection;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

interface SearchRepository extends JpaRepository<SearchEntity, Long> {
    Page<SearchEntity> findByStateInAndNameContainingIgnoreCase(
            Collection<SearchState> states, String name, Pageable page);
}
